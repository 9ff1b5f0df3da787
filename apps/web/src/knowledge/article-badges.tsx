import { Badge, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** What to mind before an article is relied upon, calmly. */
export function ArticleBadges({ isExample, isOverdue }: { isExample: boolean; isOverdue: boolean }) {
  const { t } = useTranslation()
  if (!isExample && !isOverdue) return null
  return (
    <Group gap={4} component="span" wrap="wrap">
      {isExample && (
        <Badge variant="light" color="orange.8" size="sm" tt="none" data-testid="article-example">
          {t('knowledge.example')}
        </Badge>
      )}
      {isOverdue && (
        <Badge variant="light" color="gray.8" size="sm" tt="none" data-testid="article-overdue">
          {t('knowledge.overdue')}
        </Badge>
      )}
    </Group>
  )
}
