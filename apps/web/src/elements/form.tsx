import { MantineProvider } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import '../look/forms.css';
import { followSystem, theme } from '../look/theme.ts';

/** A form in the one look. It is read with the first dialog, so that no list waits for the fields of a form. */
export function Form(props: { readonly onSubmit: () => void; readonly children: ReactNode }): ReactNode {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSubmit();
  };
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={followSystem}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <form className="form" noValidate onSubmit={submit}>
        {props.children}
      </form>
    </MantineProvider>
  );
}
