/** A thin line that says something is under way, or how far it is. */
import styles from './progress-line.module.css';

export interface ProgressLineProps {
  readonly label: string;
  /** 0 to 1; absent while nobody knows. */
  readonly share?: number;
}

export function ProgressLine({ label, share }: ProgressLineProps) {
  return (
    <progress
      className={styles.line}
      aria-label={label}
      max={1}
      {...(share !== undefined && { value: share })}
    />
  );
}
