import { Group, Title } from '@mantine/core'
import type { ReactNode } from 'react'

export const PageTitle = ({ title, children }: { title: string; children?: ReactNode }) => (
  <Group justify="space-between" mb="sm" gap="sm" mih={36}>
    <Title order={1} fz={20} lh={1.5}>
      {title}
    </Title>
    {children}
  </Group>
)
