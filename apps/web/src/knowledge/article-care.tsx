import 'dayjs/locale/vi'
import type { ArticleRecord } from '@app/contracts'
import { Alert, Button, Card, Group, Select, Stack, Text } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { dayOf } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { useNow } from '../live/live-context.js'
import { useArticleOwners, useCareForArticle } from './knowledge-queries.js'

const HALF_A_YEAR_MS = 183 * 86_400_000

/** Who answers for it, and by when it is looked at again. */
export function ArticleCare({ record, mayEdit }: { record: ArticleRecord; mayEdit: boolean }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  const owners = useArticleOwners()
  const care = useCareForArticle(record.key)
  const [ownerId, setOwner] = useState(record.owner?.id ?? null)
  const [reviewAt, setReview] = useState(record.reviewAt ?? '')
  const isChanged = ownerId !== (record.owner?.id ?? null) || reviewAt !== (record.reviewAt ?? '')
  const options = (owners.data ?? (record.owner ? [record.owner] : [])).map(({ id, name }) => ({ value: String(id), label: name }))
  return (
    <Card withBorder p="sm">
      <Stack gap="xs">
        <Text fw={600} size="sm">
          {t('knowledge.care')}
        </Text>
        <Select size="sm" label={t('knowledge.owner')} placeholder={t('knowledge.nobody')} searchable clearable disabled={!mayEdit} data={options} value={ownerId === null ? null : String(ownerId)} onChange={(value) => setOwner(value === null ? null : Number(value))} data-testid="care-owner" />
        <DatePickerInput size="sm" label={t('knowledge.review')} locale={language} firstDayOfWeek={1} valueFormat="DD/MM/YYYY" clearable clearButtonProps={{ 'aria-label': t('knowledge.noReview') }} disabled={!mayEdit} value={reviewAt || null} onChange={(day) => setReview(day ?? '')} data-testid="care-review" />
        {care.error && (
          <Alert color="red" py="xs" role="alert">
            {failureSentence(care.error, language)}
          </Alert>
        )}
        {mayEdit && (
          <Group gap="xs">
            <Button size="compact-sm" variant={isChanged ? 'filled' : 'default'} disabled={!isChanged} loading={care.isPending} onClick={() => care.mutate({ ownerId, reviewAt: reviewAt || null, reviewed: false })} data-testid="care-save">
              {t('knowledge.saveCare')}
            </Button>
            <Button size="compact-sm" variant="default" leftSection={<IconCheck size={15} aria-hidden />} disabled={record.version === null} onClick={() => care.mutate({ ownerId, reviewAt: dayOf(now + HALF_A_YEAR_MS), reviewed: true })} data-testid="care-reviewed">
              {t('knowledge.reviewed')}
            </Button>
          </Group>
        )}
      </Stack>
    </Card>
  )
}
