import { type MessageTemplate, type TellBy } from '@app/contracts'
import { Badge, Grid, NavLink, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconMail, IconMessage, IconPhoneOutgoing } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n.js'
import { PageTitle } from '../shell/page-title.js'
import { Loaded } from '../shell/states.js'
import { TemplateEditor } from './template-editor.js'
import { useTemplates } from './template-queries.js'

const ICONS: Record<TellBy, typeof IconMail> = { email: IconMail, sms: IconMessage, phone: IconPhoneOutgoing }
const keyOf = ({ subject, channel }: Pick<MessageTemplate, 'subject' | 'channel'>) => `${subject} ${channel}`

/** What citizens are sent and told, in both languages; seen with a sample ticket while it is written. */
export function MessageTemplatesPage() {
  const { t } = useTranslation()
  const templates = useTemplates()
  const [language, setLanguage] = useState(useLanguage())
  const [shown, show] = useState('answered email')
  return (
    <main className="page" style={{ maxWidth: 1280 }}>
      <PageTitle title={t('screen.message-templates')}>
        <SegmentedControl
          value={language}
          onChange={(value) => setLanguage(value === 'en' ? 'en' : 'vi')}
          data={[
            { value: 'vi', label: t('language.vi') },
            { value: 'en', label: t('language.en') },
          ]}
          aria-label={t('messageTemplates.language')}
          data-testid="template-language"
        />
      </PageTitle>
      <Loaded query={templates}>
        {(all) => {
          const mine = all.filter((template) => template.language === language)
          const selected = mine.find((template) => keyOf(template) === shown) ?? mine[0]
          return (
            <Grid gap="md">
              <Grid.Col span={{ base: 12, md: 3 }}>
                <Stack gap={0} component="nav" aria-label={t('screen.message-templates')}>
                  {mine.map((template) => {
                    const ChannelIcon = ICONS[template.channel]
                    return (
                      <NavLink
                        key={keyOf(template)}
                        component="button"
                        active={template === selected}
                        leftSection={<ChannelIcon size={16} aria-hidden />}
                        label={<Text size="sm">{t(`messageTemplates.subject.${template.subject}`)}</Text>}
                        description={t(`messageTemplates.channel.${template.channel}`)}
                        rightSection={
                          template.version > 0 && (
                            <Badge size="sm" variant="light">
                              {t('messageTemplates.version', { version: template.version })}
                            </Badge>
                          )
                        }
                        onClick={() => show(keyOf(template))}
                        data-testid={`template-${template.subject}-${template.channel}`}
                      />
                    )
                  })}
                </Stack>
              </Grid.Col>
              <Grid.Col span={{ base: 12, md: 9 }}>{selected && <TemplateEditor key={`${language} ${keyOf(selected)} ${selected.version}`} template={selected} all={mine} />}</Grid.Col>
            </Grid>
          )
        }}
      </Loaded>
    </main>
  )
}
