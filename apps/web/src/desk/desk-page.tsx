import { Card } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { HelpButton } from '../chat/help-button.js'
import { useLacksDisposition } from '../dispositions/disposition-queries.js'
import { formatPhone } from '../format/numbers.js'
import { WaitingWorkPanel } from '../missed-callers/waiting-work-panel.js'
import { useLive } from '../live/live-context.js'
import { operatorCallOf } from '@app/contracts'
import { useOperatorPhone } from '../softphone/operator-phone.js'
import { flashTitle, notifyOffer, startRinging } from '../softphone/ring.js'
import { useAutoAnswer } from '../auto-answer/use-auto-answer.js'
import { useCall } from '../api/queries.js'
import { ColleaguesPanel } from './colleagues-panel.js'
import { nextSubject, readSubject, writeSubject } from './desk-subject.js'
import { deskView, mayHandOn, type DeskView } from './desk-view.js'
import { OperatorPanel } from './operator-panel.js'
import { KnowledgeDrawer } from '../knowledge/knowledge-drawer.js'
import { QueuesPanel } from './queues-panel.js'
import { ShortcutsHelp } from './shortcuts-help.js'
import { SubjectPanel } from './subject-panel.js'
import { TransferPicker } from './transfer-picker.js'
import { useDeskCommands } from './use-desk-commands.js'

export function DeskPage() {
  const live = useLive()
  const { phone, elsewhere } = useOperatorPhone()
  const view = deskView(live, phone)
  const [helpOpen, help] = useDisclosure(false)
  const [pauseOpen, pause] = useDisclosure(false)
  const [knowledgeOpen, knowledge] = useDisclosure(false)
  const [transferOpen, transfer] = useDisclosure(false)
  const [subject, setSubject] = useSubject(view.kind === 'talk')
  const lacks = useLacksDisposition(subject?.talked ? subject : null)
  const commands = useDeskCommands(view, { mayFinish: !lacks,  openHelp: help.toggle, openPause: pause.toggle, openKnowledge: knowledge.toggle, openTransfer: transfer.open })
  const answersItself = useAutoAnswer(view)
  useRing(view, { silent: answersItself, elsewhere })
  return (
    <main className="desk" data-testid="desk" data-view={view.kind} data-answers-itself={answersItself || undefined}>
      <OperatorPanel view={view} commands={commands} pauseOpen={pauseOpen} setPauseOpen={(open) => (open ? pause.open() : pause.close())} openHelp={help.open} openKnowledge={knowledge.open} talk={subject?.talked ? subject : null} />
      <SubjectPanel subject={subject} close={live.me?.offer || live.me?.talk || live.me?.ownCall ? null : () => setSubject(null)} />
      {knowledgeOpen ? (
        <KnowledgeDrawer subject={subject} close={knowledge.close} />
      ) : (
        <Card withBorder p="sm">
          <HelpButton />
          <QueuesPanel queues={live.queues} />
        <WaitingWorkPanel />
          <ColleaguesPanel operators={live.operators} me={live.me} />
        </Card>
      )}
      <TransferPicker opened={transferOpen && mayHandOn(view)} close={transfer.close} />
      <ShortcutsHelp opened={helpOpen} close={help.close} />
    </main>
  )
}

function useSubject(answered: boolean) {
  const { me } = useLive()
  const [subject, setSubject] = useState(() => readSubject(localStorage))
  const next = nextSubject(subject, me, answered)
  // Derived while rendering, so that the history is asked for in the same moment as the offer appears.
  if (next !== subject) setSubject(next)
  useEffect(() => writeSubject(localStorage, subject), [subject])
  const own = useCall(next && operatorCallOf(next.callId) !== null ? next.callId : null)
  return [next && own.data ? { ...next, number: own.data.number } : next, setSubject] as const
}

/** What is answered by itself is told without a ring; what rings in another tab is told there. */
function useRing(view: DeskView, { silent, elsewhere }: { silent: boolean; elsewhere: boolean }): void {
  const { t } = useTranslation()
  const ringing = !elsewhere && view.kind === 'offer' && (view.ringing || view.call !== null)
  const offered = t('desk.state.offer')
  const number = view.kind === 'offer' && view.number ? formatPhone(view.number) : t('number.none')
  useEffect(() => {
    if (!ringing) return
    const stopRing = silent ? () => undefined : startRinging()
    const stopFlash = flashTitle(`☎ ${number}`)
    const stopNotice = notifyOffer(offered, number)
    return () => {
      stopNotice()
      stopRing()
      stopFlash()
    }
  }, [ringing, number, offered, silent])
}
