import { Table } from '@mantine/core'
import type { ReactNode } from 'react'

type Props = { open: () => void; label: string; selected?: boolean; testId?: string; children: ReactNode }

/** A table row that opens by click, Enter or space. */
export const OpenableRow = ({ open, label, selected = false, testId, children }: Props) => (
  <Table.Tr
    className="row-link"
    tabIndex={0}
    aria-label={label}
    data-testid={testId}
    bg={selected ? 'light-dark(#dbe8f5, #1d3a56)' : undefined}
    onClick={open}
    onKeyDown={(event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      open()
    }}
  >
    {children}
  </Table.Tr>
)
