// A press that is an event for the app: fingers that press twice mean one.

/**
 * The button rests until the sandbox has taken it.
 * @param {Event} event
 * @param {() => Promise<unknown>} act
 */
export async function pressOnce(event, act) {
  const { currentTarget: button } = event;
  const again = event instanceof UIEvent && event.detail > 1;
  if (again || !(button instanceof HTMLElement) || button.ariaBusy === 'true') return;
  button.ariaBusy = 'true';
  await act();
  button.ariaBusy = null;
}
