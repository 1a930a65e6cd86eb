/** Whether a key belongs to a field, a menu or a dialog, so that no shortcut takes it. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.metaKey || event.ctrlKey || event.altKey) return true;
  const target = event.target;
  if (!(target instanceof Element)) return false;
  return (
    target.closest('input:not([type=checkbox]), textarea, select, [contenteditable], [role=menu], dialog') !==
    null
  );
}
