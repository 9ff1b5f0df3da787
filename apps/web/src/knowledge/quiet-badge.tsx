import { Badge } from '@mantine/core'

type Props = { color: 'orange' | 'teal' | 'gray' | 'blue' | 'grape'; text: string; title?: string; testId?: string }

/** A word beside another. */
export const QuietBadge = ({ color, text, title, testId }: Props) => (
  <Badge variant="light" color={color} size="sm" title={title} data-testid={testId}>
    {text}
  </Badge>
)
