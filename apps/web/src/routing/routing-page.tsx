import type { RoutingDetails, RoutingRule, RoutingWorld } from '@app/contracts'
import { Alert, Badge, Button, Card, Group, Stack, Tabs, Text } from '@mantine/core'
import { IconHistory, IconPlus, IconRoute, IconTrash, IconUpload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { failureSentence } from '../api/refused-request.js'
import { formatFull } from '../format/moments.js'
import { useLanguage } from '../i18n.js'
import { useSession } from '../session/session-context.js'
import { PageTitle } from '../shell/page-title.js'
import { EmptyState, Loaded } from '../shell/states.js'
import { PublishRulesDialog } from './publish-rules-dialog.js'
import { ReachingPanel } from './reaching-panel.js'
import { useRouting, useRoutingRequests, useRoutingWorld } from './routing-queries.js'
import { newRule, RuleEditor } from './rule-editor.js'
import { RuleList } from './rule-list.js'
import { RuleVersionsDrawer } from './rule-versions-drawer.js'
import { TrialPanel } from './trial-panel.js'
import { useRuleWords } from './use-rule-words.js'

/** Which rules send a ticket where; to change, to try, to publish. */
export function RoutingPage() {
  const details = useRouting()
  const world = useRoutingWorld()
  return (
    <main className="page" style={{ maxWidth: 1240 }}>
      <Loaded query={details}>{(found) => <Loaded query={world}>{(known) => <Routing details={found} world={known} />}</Loaded>}</Loaded>
    </main>
  )
}

function Routing({ details, world }: { details: RoutingDetails; world: RoutingWorld }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const mayEdit = useSession().role === 'admin'
  const requests = useRoutingRequests()
  const [editing, edit] = useState<RoutingRule | null>(null)
  const [shown, show] = useState<'publish' | 'versions' | null>(null)
  const { draft, published, definition } = details
  const change = (rules: RoutingRule[]) => requests.save.mutate(rules)
  const keep = (rule: RoutingRule) => {
    const { rules } = definition
    change(rules.some(({ id }) => id === rule.id) ? rules.map((one) => (one.id === rule.id ? rule : one)) : [...rules, rule])
    edit(null)
  }
  const failure = requests.save.error ?? requests.discard.error
  return (
    <>
      <PageTitle title={t('screen.routing')}>
        <Group gap="xs">
          <Button variant="default" leftSection={<IconHistory size={16} aria-hidden />} onClick={() => show('versions')} data-testid="routing-versions">
            {t('routing.versions.title')}
          </Button>
          {mayEdit && draft && (
            <>
              <Button variant="default" leftSection={<IconTrash size={16} aria-hidden />} loading={requests.discard.isPending} onClick={() => requests.discard.mutate()} data-testid="routing-discard">
                {t('routing.discard')}
              </Button>
              <Button
                leftSection={<IconUpload size={16} aria-hidden />}
                onClick={() => {
                  requests.publish.reset()
                  show('publish')
                }}
                data-testid="routing-publish"
              >
                {t('routing.publish.open')}
              </Button>
            </>
          )}
        </Group>
      </PageTitle>
      <Group gap="sm" mb="sm" data-testid="routing-state">
        <Badge variant="light" color="teal">
          {published ? t('routing.inForce', { version: published.version }) : t('routing.noneInForce')}
        </Badge>
        {draft && (
          <Badge variant="light" color={details.faults.length > 0 ? 'red' : 'blue'}>
            {details.faults.length > 0 ? t('routing.draftFaults', { count: details.faults.length }) : t('routing.draftChecked')}
          </Badge>
        )}
        <Text size="sm" c="dimmed">
          {draft ? t('routing.draftBy', { by: draft.by, at: formatFull(draft.at, language) }) : published && published.by !== 'system' && t('routing.publishedBy', { by: published.by, at: formatFull(published.at, language) })}
        </Text>
      </Group>
      {failure && (
        <Alert color="red" py="xs" mb="sm" role="alert">
          {failureSentence(failure, language)}
        </Alert>
      )}
      <Tabs defaultValue="rules" keepMounted={false}>
        <Tabs.List mb="md">
          {(['rules', 'trial', 'reaching'] as const).map((tab) => (
            <Tabs.Tab key={tab} value={tab} data-testid={`routing-tab-${tab}`}>
              {t(`routing.tab.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="rules">
          <Stack gap="sm">
            <Group justify="space-between" gap="sm">
              <Text size="sm" c="dimmed">
                {t(mayEdit ? 'routing.about' : 'routing.aboutRead')}
              </Text>
              {mayEdit && (
                <Button variant="light" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => edit(newRule())} data-testid="rule-new">
                  {t('routing.new')}
                </Button>
              )}
            </Group>
            {definition.rules.length === 0 && <EmptyState icon={IconRoute} text={t('routing.noRules')} />}
            <RuleList rules={definition.rules} faults={details.faults} world={world} mayEdit={mayEdit} change={change} edit={edit} />
            <LastResort world={world} />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="trial">
          <TrialPanel details={details} world={world} />
        </Tabs.Panel>
        <Tabs.Panel value="reaching">
          <ReachingPanel />
        </Tabs.Panel>
      </Tabs>
      {editing && <RuleEditor key={editing.id} rule={editing} world={world} close={() => edit(null)} keep={keep} />}
      {shown === 'publish' && draft && (
        <PublishRulesDialog details={details} world={world} close={() => show(null)} publish={(note) => requests.publish.mutate({ revision: draft.revision, note }, { onSuccess: () => show(null) })} pending={requests.publish.isPending} error={requests.publish.error} />
      )}
      {shown === 'versions' && <RuleVersionsDrawer details={details} world={world} mayEdit={mayEdit} close={() => show(null)} />}
    </>
  )
}

/** What takes a ticket that no rule takes; never nobody. */
function LastResort({ world }: { world: RoutingWorld }) {
  const { t } = useTranslation()
  const { departmentName } = useRuleWords(world)
  const fallback = world.departments.find((one) => one.fallback)
  return (
    <Card withBorder p="xs" bg="light-dark(#f6f8fa, #22262b)">
      <Text size="sm">{t('routing.lastCategory')}</Text>
      {fallback && <Text size="sm">{t('routing.lastFallback', { department: departmentName(fallback.code) })}</Text>}
    </Card>
  )
}
