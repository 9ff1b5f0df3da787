import { Text } from '@mantine/core'
import { formatTicketCode } from '../format/numbers.js'

/** A code as it is read to a citizen, in groups of three. */
export function TicketCode({ code, size = 'sm', testId }: { code: string; size?: string | number; testId?: string }) {
  return (
    <Text component="span" fw={600} fz={size} style={{ whiteSpace: 'nowrap', letterSpacing: '0.02em' }} data-testid={testId} data-code={code}>
      {formatTicketCode(code)}
    </Text>
  )
}
