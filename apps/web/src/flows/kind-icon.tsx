import type { FlowNodeKind } from '@app/flow'
import { IconArrowsSplit, IconClockHour4, IconDialpad, IconKeyboard, IconLanguage, IconMessage2, IconPhoneOff, IconPencil, IconRecordMail, IconTicket, IconUsers, type Icon } from '@tabler/icons-react'

const ICONS: Record<FlowNodeKind, [Icon, color: string]> = {
  say: [IconMessage2, 'blue'],
  menu: [IconDialpad, 'violet'],
  collect: [IconKeyboard, 'grape'],
  hours: [IconClockHour4, 'orange'],
  'ticket-status': [IconTicket, 'cyan'],
  branch: [IconArrowsSplit, 'orange'],
  set: [IconPencil, 'gray'],
  language: [IconLanguage, 'gray'],
  queue: [IconUsers, 'teal'],
  voicemail: [IconRecordMail, 'teal'],
  'hang-up': [IconPhoneOff, 'red'],
}

export function KindIcon({ kind, size = 16 }: { kind: FlowNodeKind; size?: number }) {
  const [Shown, color] = ICONS[kind]
  return <Shown size={size} color={`var(--mantine-color-${color}-filled)`} style={{ flex: 'none' }} aria-hidden />
}
