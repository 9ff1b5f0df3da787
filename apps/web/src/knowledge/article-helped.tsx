import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconThumbDown, IconThumbUp } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReadingOccasion } from './reading-occasion.js'
import { useNoteUse } from './knowledge-queries.js'

/** Did it help: one key press, and what was missing where it did not. */
export function ArticleHelped({ articleKey: key, occasion: { occasion, callId } }: { articleKey: string; occasion: ReadingOccasion }) {
  const { t } = useTranslation()
  const use = useNoteUse()
  const [remark, setRemark] = useState('')
  const say = (deed: 'helped' | 'not-helped', text = '') => use.mutate({ key, occasion, callId, deed, remark: text })
  const said = use.isSuccess ? use.variables.deed : null
  const isRemarked = said === 'not-helped' && use.variables?.remark !== ''
  return (
    <Stack gap={6} data-testid="article-helped" data-helped={said ?? undefined}>
      <Group gap="xs">
        <Text size="sm">{t('knowledge.didItHelp')}</Text>
        <Button size="compact-sm" variant={said === 'helped' ? 'light' : 'default'} color="teal.8" leftSection={<IconThumbUp size={15} aria-hidden />} aria-pressed={said === 'helped'} onClick={() => say('helped')} data-testid="article-helped-yes">
          {t('knowledge.yes')}
        </Button>
        <Button size="compact-sm" variant={said === 'not-helped' ? 'light' : 'default'} color="orange" leftSection={<IconThumbDown size={15} aria-hidden />} aria-pressed={said === 'not-helped'} onClick={() => say('not-helped')} data-testid="article-helped-no">
          {t('knowledge.no')}
        </Button>
        {said !== null && (
          <Text size="xs" c="dimmed" role="status">
            {t('knowledge.thanks')}
          </Text>
        )}
      </Group>
      {said === 'not-helped' && !isRemarked && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            say('not-helped', remark)
          }}
        >
          <Group gap="xs" wrap="nowrap" align="flex-end">
            <TextInput style={{ flex: 1 }} size="xs" label={t('knowledge.missing')} placeholder={t('knowledge.missingHint')} maxLength={300} value={remark} onChange={(event) => setRemark(event.currentTarget.value)} data-testid="article-remark" />
            <Button size="xs" type="submit" disabled={remark.trim() === ''} data-testid="article-remark-send">
              {t('knowledge.report')}
            </Button>
          </Group>
        </form>
      )}
    </Stack>
  )
}
