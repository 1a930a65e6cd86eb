import { createTheme, type MantineColorSchemeManager, type MantineColorsTuple } from '@mantine/core';

const petrol: MantineColorsTuple = [
  '#e1f0f1',
  '#c8e3e5',
  '#a6d1d6',
  '#7cd0d9',
  '#58bfca',
  '#3ca1ac',
  '#1d7f8b',
  '#0b6672',
  '#085560',
  '#04454f',
];

/** Mantine's share of the one look. Its variables stand in mantine.css, so that no style is made in the page. */
export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 4 },
  colors: { petrol },
  autoContrast: true,
  defaultRadius: 'md',
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  cursorType: 'pointer',
  components: {
    // Label above, help below, and what is wrong under that.
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
  },
  respectReducedMotion: true,
});

/** Light or dark is what the person's system prefers; the page keeps nothing about it. */
export const followSystem: MantineColorSchemeManager = {
  get: () => 'auto',
  set: () => {},
  subscribe: () => {},
  unsubscribe: () => {},
  clear: () => {},
};
