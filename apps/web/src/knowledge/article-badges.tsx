import { Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { QuietBadge } from './quiet-badge.js'

/** What to mind before an article is relied upon, calmly. */
export function ArticleBadges({ isExample, isOverdue }: { isExample: boolean; isOverdue: boolean }) {
  const { t } = useTranslation()
  if (!isExample && !isOverdue) return null
  return (
    <Group gap={4} component="span" wrap="wrap">
      {isExample && <QuietBadge color="orange" text={t('knowledge.exampleShort')} title={t('knowledge.exampleLong')} testId="article-example" />}
      {isOverdue && <QuietBadge color="grape" text={t('knowledge.overdue')} testId="article-overdue" />}
    </Group>
  )
}
