/** A copy of a house that an earlier version wrote, made one of this version: a backup can be taken before the first start. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { migrate } from '../journal/migrations.ts';
import { fileName, openFile } from '../journal/sqlite-file.ts';
import { openDatabase } from '../people/database.ts';
import { migrate as migratePeople } from '../people/migrations.ts';

/** Does to a folder of ours what the start of a server would. Throws where a newer version wrote it. */
export async function bringUpToDate(folder: string): Promise<void> {
  const path = join(folder, fileName);
  const file = openFile(path);
  try {
    migrate(file);
  } finally {
    file.close();
  }
  const database = openDatabase(folder);
  try {
    await migratePeople(database);
  } finally {
    await database.destroy();
  }
  beOneFile(path);
}

/** Not in WAL mode, which wants to write beside the file even where it is only read. */
function beOneFile(path: string): void {
  const file = new DatabaseSync(path);
  file.exec('pragma journal_mode = delete');
  file.close();
}
