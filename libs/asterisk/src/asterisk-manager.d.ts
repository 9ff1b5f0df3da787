declare module 'asterisk-manager' {
  /** One AMI message: header names in lower case; a header that came more than once is a list, `variable` headers are an object. */
  type Message = Record<string, string | string[] | Record<string, string>>

  interface Manager {
    on(event: 'connect' | 'close', listener: () => void): void
    on(event: 'error', listener: (error: Error) => void): void
    on(event: 'managerevent' | 'response', listener: (message: Message) => void): void
    removeAllListeners(event?: string): void
    connect(port: number | { port: number; host: string; signal: AbortSignal }, host?: string, callback?: () => void): void
    login(callback: (error?: Message) => void): void
    action(action: Record<string, string | number | boolean | Record<string, string>>, callback?: (error: Message | undefined, response: Message) => void): string
  }

  /** With `port` it connects at once. */
  const manager: new (port: number | null, host: string, username: string, password: string, events: boolean) => Manager
  export default manager
}
