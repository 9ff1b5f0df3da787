import { ActionIcon, Indicator, Menu, ScrollArea, Text } from '@mantine/core'
import { IconAt } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { formatMoment } from '../format/moments.js'
import { formatTicketCode } from '../format/numbers.js'
import { useLanguage } from '../i18n.js'
import { useNow } from '../live/live-context.js'
import { screensOf } from '../session/rights.js'
import { useSession } from '../session/session-context.js'
import { useMentions } from '../teamwork/teamwork-queries.js'

/** Notes in which this person is named, and how many were not read yet. */
export function MentionsMenu() {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = useNow()
  const navigate = useNavigate()
  const place = screensOf(useSession()).includes('inbox') ? '/inbox' : '/tickets'
  const { data } = useMentions()
  const unread = data?.unread ?? 0
  return (
    <Menu position="bottom-end" width={320}>
      <Indicator label={unread} disabled={unread === 0} size={16} color="red" offset={3}>
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label={t('mentions.title', { count: unread })} data-testid="mentions" data-unread={unread}>
            <IconAt size={17} aria-hidden />
          </ActionIcon>
        </Menu.Target>
      </Indicator>
      <Menu.Dropdown>
        <Menu.Label>{t('mentions.title', { count: unread })}</Menu.Label>
        {data?.items.length === 0 && (
          <Text size="sm" c="dimmed" p="sm">
            {t('mentions.none')}
          </Text>
        )}
        <ScrollArea.Autosize mah={380}>
          {data?.items.map(({ noteId, code, by, at, text, readAt }) => (
            <Menu.Item key={noteId} bg={readAt === null ? 'light-dark(#fff8e1, #3a3218)' : undefined} onClick={() => void navigate(`${place}/${code}`)} data-testid="mention" data-code={code} data-read={readAt !== null}>
              <Text size="xs" c="dimmed">
                {[by, formatMoment(at, language, now), formatTicketCode(code)].join(' · ')}
              </Text>
              <Text size="sm" className="clamp" fw={readAt === null ? 600 : 400}>
                {text}
              </Text>
            </Menu.Item>
          ))}
        </ScrollArea.Autosize>
      </Menu.Dropdown>
    </Menu>
  )
}
