import { Group, Title } from '@mantine/core'
import type { ReactNode } from 'react'

export const PageTitle = ({ title, back, children }: { title: string; back?: ReactNode; children?: ReactNode }) => (
  <Group justify="space-between" mb="sm" gap="sm" mih={36}>
    <Group gap="sm" wrap="nowrap">
      {back}
      <Title order={1} fz={20} lh={1.5}>
        {title}
      </Title>
    </Group>
    {children}
  </Group>
)
