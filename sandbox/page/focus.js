// Where the focus goes when what had it disappears.

/** Back to what opened it. @param {EventTarget | null} target within what is to disappear */
export function focusOpener(target) {
  const opener =
    target instanceof Element ? target.closest('.bottom')?.querySelector('[aria-expanded="true"]') : undefined;
  if (opener instanceof HTMLElement) opener.focus();
}
