import { createTheme, defaultVariantColorsResolver, Menu, type MantineColorsTuple, type VariantColorsResolver } from '@mantine/core'

/** The calm blue of a public office. */
const civic: MantineColorsTuple = ['#eef5fc', '#dbe8f5', '#b3cfea', '#88b5df', '#639fd6', '#4c91d1', '#3e8acf', '#2f77b7', '#2469a4', '#0f5a92']

/** Text on colour, and colour as text, at least 4.5 : 1: Mantine's own orange, teal and yellow have less. */
const readable: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input)
  const darker = (color: string, share: number) => `color-mix(in srgb, ${color} ${share}%, #000)`
  if (input.color === undefined || input.color === 'civic' || input.color === 'gray') return colors
  if (input.variant === 'light' || input.variant === 'outline' || input.variant === 'subtle') return { ...colors, color: `light-dark(${darker(colors.color, input.color.startsWith('yellow') ? 60 : 78)}, ${colors.color})` }
  // White in both schemes.
  if (input.variant === 'white') return { ...colors, color: darker(colors.color, 70) }
  if (input.variant === 'filled') return { ...colors, background: darker(colors.background, 84), hover: darker(colors.background, 74) }
  return colors
}

export const theme = createTheme({
  primaryColor: 'civic',
  primaryShade: { light: 8, dark: 7 },
  colors: { civic },
  fontFamily: '"Be Vietnam Pro", system-ui, sans-serif',
  headings: { fontFamily: '"Be Vietnam Pro", system-ui, sans-serif', fontWeight: '600' },
  variantColorResolver: readable,
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  fontSizes: { xs: '12px', sm: '13.5px', md: '15px', lg: '17px', xl: '20px' },
  // Its empty place for the first focus is a child that no menu may have.
  components: { Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }) },
  lineHeights: { xs: '1.45', sm: '1.5', md: '1.55', lg: '1.55', xl: '1.5' },
})
