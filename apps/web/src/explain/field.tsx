import type { ReactNode } from 'react';

/** A field under its name; the field inside is named for itself. */
export function Field(props: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className="why-field">
      <span aria-hidden>{props.label}</span>
      {props.children}
    </div>
  );
}
