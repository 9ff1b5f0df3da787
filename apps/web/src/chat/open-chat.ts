import type { ChatWith } from '@app/contracts'

const OPEN = 'hotline:open-chat'

/** Opens the chat from anywhere on the page. */
export const openChat = (chatWith: ChatWith): void => {
  window.dispatchEvent(new CustomEvent<ChatWith>(OPEN, { detail: chatWith }))
}

export function onOpenChat(listener: (chatWith: ChatWith) => void): () => void {
  const heard = (event: Event) => listener((event as CustomEvent<ChatWith>).detail)
  window.addEventListener(OPEN, heard)
  return () => window.removeEventListener(OPEN, heard)
}
