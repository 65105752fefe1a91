/**
 * React Aria prepends an inline `<style>` for touch unless an element with its id is there already. Our policy
 * (`style-src 'self'`) would block it with a message on the console; base.css has the rule instead.
 */
const askedFor = 'react-aria-pressable-style';

if (typeof document !== 'undefined' && document.getElementById(askedFor) === null) {
  const mark = document.createElement('meta');
  mark.id = askedFor;
  mark.name = askedFor;
  document.head.append(mark);
}
