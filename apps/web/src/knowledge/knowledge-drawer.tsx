import { ActionIcon, Box, Button, Group, Kbd, Paper, Text, Title } from '@mantine/core'
import { IconArrowLeft, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskSubject } from '../desk/desk-subject.js'
import { ArticleReader } from './article-reader.js'
import type { ReadingOccasion } from './reading-occasion.js'
import { ArticleSearch } from './article-search.js'

/** Beside the ticket, in the place of the queues: the ticket stays where it is and can be written on. Escape goes back, then closes. */
export function KnowledgeDrawer({ subject, close }: { subject: DeskSubject | null; close: () => void }) {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const [key, setKey] = useState<string | null>(null)
  // Read before the search takes the focus; given back when the drawer goes.
  const [before] = useState(() => document.activeElement)
  useEffect(() => () => { if (before instanceof HTMLElement && before.isConnected) before.focus() }, [before])
  const [own] = useState(() => crypto.randomUUID())
  const occasion: ReadingOccasion = subject ? { occasion: subject.callId, callId: subject.callId, number: subject.number } : { occasion: own, callId: null, number: null }
  return (
    <Paper
      component="aside"
      className="knowledge-drawer"
      withBorder
      p="sm"
      aria-label={t('screen.knowledge')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        if (key !== null) setKey(null)
        else close()
      }}
      data-testid="knowledge-drawer"
    >
      <Group justify="space-between" mb="xs" wrap="nowrap">
        {key === null ? (
          <Title order={2} fz={16}>
            {t('screen.knowledge')}
          </Title>
        ) : (
          <Button size="compact-sm" variant="subtle" leftSection={<IconArrowLeft size={15} aria-hidden />} onClick={() => setKey(null)} data-testid="knowledge-back">
            {t('knowledge.back')}
          </Button>
        )}
        <Group gap={6} wrap="nowrap">
          <Kbd size="xs">{'Esc'}</Kbd>
          <ActionIcon variant="subtle" color="gray" aria-label={t('common.close')} onClick={close} data-testid="knowledge-close">
            <IconX size={18} aria-hidden />
          </ActionIcon>
        </Group>
      </Group>
      {key === null ? (
        <Box style={{ flex: 1, minHeight: 0 }}>
          <ArticleSearch words={words} setWords={setWords} selected={null} open={setKey} focused compact />
        </Box>
      ) : (
        <Box style={{ flex: 1, minHeight: 0, overflow: 'auto' }} tabIndex={-1} ref={(box) => { if (box && !box.contains(document.activeElement)) box.focus() }}>
          <ArticleReader articleKey={key} occasion={occasion} />
        </Box>
      )}
      {subject === null && key !== null && (
        <Text size="xs" c="dimmed" mt="xs">
          {t('knowledge.noCall')}
        </Text>
      )}
    </Paper>
  )
}
