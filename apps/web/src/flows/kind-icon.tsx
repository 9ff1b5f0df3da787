import type { FlowNodeKind } from '@app/flow'
import { IconAlertTriangle, IconArrowsSplit, IconClockHour4, IconDialpad, IconHourglass, IconInfoCircle, IconKeyboard, IconLanguage, IconMessage2, IconMicrophone, IconPhoneIncoming, IconPhoneOff, IconPhoneOutgoing, IconPencil, IconRecordMail, IconStar, IconStarFilled, IconTicket, IconUsers, IconWorld, type Icon } from '@tabler/icons-react'

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
  'queue-state': [IconHourglass, 'orange'],
  'call-back': [IconPhoneIncoming, 'teal'],
  survey: [IconStar, 'yellow'],
  rating: [IconStarFilled, 'yellow'],
  remark: [IconMicrophone, 'yellow'],
  transfer: [IconPhoneOutgoing, 'teal'],
  notice: [IconAlertTriangle, 'blue'],
  information: [IconInfoCircle, 'blue'],
  'web-request': [IconWorld, 'cyan'],
  voicemail: [IconRecordMail, 'teal'],
  'hang-up': [IconPhoneOff, 'red'],
}

export function KindIcon({ kind, size = 16 }: { kind: FlowNodeKind; size?: number }) {
  const [Shown, color] = ICONS[kind]
  return <Shown size={size} color={`var(--mantine-color-${color}-filled)`} style={{ flex: 'none' }} aria-hidden />
}
