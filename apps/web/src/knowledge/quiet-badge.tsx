import { Badge } from '@mantine/core'

type Props = { color: 'orange' | 'teal' | 'gray' | 'blue' | 'grape'; text: string; title?: string; testId?: string }

/** A word beside another, dark enough to be read on its light ground. */
export const QuietBadge = ({ color, text, title, testId }: Props) => (
  <Badge variant="light" color={color} size="sm" c={`light-dark(var(--mantine-color-${color}-9), var(--mantine-color-${color}-2))`} title={title} data-testid={testId}>
    {text}
  </Badge>
)
