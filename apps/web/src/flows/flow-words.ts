import { type FlowFile, type FlowLanguage, type FlowNode, type PromptText, type Question, type Speech, type SpokenVariable } from '@app/flow'
import { spokenGroups } from '@app/ticket-code'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useDepartments } from '../api/queries.js'
import { useLanguage } from '../i18n.js'
import { UNCONNECTED } from './new-node.js'

/** A prompt as one text, whatever voices read its parts. */
export const plainText = (text: PromptText): string => (Array.isArray(text) ? text : [text]).map((part) => (typeof part === 'string' ? part : Object.values(part).join(' '))).join(' ').trim()

export interface FlowWords {
  /** What people call a node: their own title, our word for a shipped node, else its name. */
  title(name: string): string
  exit(node: FlowNode | undefined, exit: string): string
  variable(name: string): string
  queue(name: string): string
  /** By its code. */
  department(code: string): string
  /** What a flow asks of somebody else. */
  question(question: Question): string
  /** Of a prompt or a value that is spoken. */
  said(item: string | SpokenVariable, language: FlowLanguage): string
  /** What a caller would hear, as text. */
  spoken(speech: Speech, language: FlowLanguage): string
}

/** Words for what a flow names: nobody sees a name of the file on the screen. */
export function useFlowWords(flow: Pick<FlowFile, 'prompts' | 'titles'>): FlowWords {
  const { t } = useTranslation()
  const language = useLanguage()
  const { data: departments } = useDepartments()
  return useMemo((): FlowWords => {
    const promptText = (name: string, language: FlowLanguage) => (Object.hasOwn(flow.prompts, name) ? plainText(flow.prompts[name]?.[language] ?? '') : '')
    const variable = (name: string) => t(`flows.variable.${name}`, { defaultValue: name })
    return {
      title: (name) => (name === UNCONNECTED ? t('flows.unconnected') : (flow.titles?.[name] ?? t(`flowNode.${name}`, { defaultValue: name.replaceAll('-', ' ') }))),
      exit: (node, exit) => {
        if (node?.kind === 'menu' && exit !== 'onMisses') return t('flows.key', { key: exit })
        if (node?.kind === 'branch' && node.on === 'callerList' && exit !== 'otherwise') return t(`callerList.${exit}`, { defaultValue: exit })
        if (node?.kind === 'branch' && exit !== 'otherwise') return t('flows.begins', { value: exit })
        return t(`flows.exit.${exit}`)
      },
      variable,
      queue: (name) => t(`queue.${name}`, { defaultValue: name }),
      department: (code) => departments?.find((department) => department.code === code)?.name[language] ?? code,
      question: (question) =>
        t(`flows.try.ask.${question.about}`, {
          code: 'code' in question ? question.code : '',
          queue: 'queue' in question ? t(`queue.${question.queue}`, { defaultValue: question.queue }) : '',
          number: 'number' in question ? question.number : '',
          url: 'url' in question ? question.url : '',
        }),
      said: (item, language) => (typeof item === 'string' ? promptText(item, language) || t('flows.noText') : t('flows.spokenValue', { variable: variable(item.value) })),
      spoken: (speech, language) => {
        if ('prompt' in speech) return promptText(speech.prompt, language)
        if ('article' in speech) return t('flows.spokenArticle', { article: speech.article })
        if ('notices' in speech) return t('flows.spokenNotices')
        return speech.as === 'code' ? spokenGroups(speech.value).join(' ') : speech.as === 'date' ? speech.value.split('-').reverse().join('/') : speech.value
      },
    }
  }, [flow, t, departments, language])
}
