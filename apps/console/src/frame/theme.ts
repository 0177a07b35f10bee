import { createTheme, type MantineColorsTuple, Modal, NavLink } from '@mantine/core';

const leaf: MantineColorsTuple = [
  '#eaf7f1',
  '#d6ece1',
  '#abd9c4',
  '#7dc5a5',
  '#58b48a',
  '#3fa97a',
  '#2f9c6e',
  '#1f7a55',
  '#176a49',
  '#0b5438',
];

/** Few deviations from the library's own look; contrast of text is 4.5 : 1 or more on both grounds. */
export const theme = createTheme({
  primaryColor: 'leaf',
  primaryShade: { light: 8, dark: 8 },
  colors: { leaf },
  defaultRadius: 'md',
  autoContrast: true,
  fontFamily:
    'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  headings: { fontWeight: '650' },
  cursorType: 'pointer',
  components: {
    // a dialog's header is no banner of the page
    Modal: Modal.extend({
      defaultProps: { centered: true, attributes: { header: { role: 'none' } } },
    }),
    NavLink: NavLink.extend({ classNames: { root: 'way' } }),
  },
});
