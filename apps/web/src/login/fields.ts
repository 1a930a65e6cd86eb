/** The element of the page with an id. */
export function byId<E extends HTMLElement>(id: string, kind: new () => E): E {
  const element = document.getElementById(id);
  if (element instanceof kind) return element;
  throw new Error(`The page has no ${kind.name} #${id}.`);
}

/** Buttons that show and hide what stands in a password field. */
export function watchShowButtons(words: { readonly show: string; readonly hide: string }): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-shows]')) {
    const input = byId(button.dataset.shows ?? '', HTMLInputElement);
    button.setAttribute('aria-controls', input.id);
    button.addEventListener('click', () => {
      const isShown = input.type === 'text';
      input.type = isShown ? 'password' : 'text';
      button.setAttribute('aria-pressed', String(!isShown));
      button.textContent = isShown ? words.show : words.hide;
      input.focus();
    });
  }
}

/** Says below a password field that the caps lock is on. */
export function watchCapsLock(words: string): void {
  for (const hint of document.querySelectorAll<HTMLElement>('[data-caps-for]')) {
    const input = byId(hint.dataset.capsFor ?? '', HTMLInputElement);
    const look = (event: KeyboardEvent | MouseEvent) => {
      hint.textContent = event.getModifierState?.('CapsLock') ? words : '';
    };
    for (const kind of ['keydown', 'keyup', 'mousedown'] as const) input.addEventListener(kind, look);
    input.addEventListener('blur', () => {
      hint.textContent = '';
    });
  }
}

/** Hides the passwords again before a form is sent, so that no browser keeps them as ordinary text. */
export function hidePasswords(form: HTMLFormElement): void {
  for (const button of form.querySelectorAll<HTMLButtonElement>('button[aria-pressed="true"]'))
    button.click();
}
