import { promptsOf, type FlowFaultCode, type FlowFile, type FlowFinding } from '@app/flow'
import type { Language } from '@app/contracts'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n.js'
import { plainText, type FlowWords } from './flow-words.js'

/** Said here in words of the screen; the others name nothing of the file, so the check's own sentence fits. */
const OURS = ['unknown-node', 'unreachable-node', 'no-exit', 'loop-without-digit', 'missing-prompt', 'missing-text', 'unused-prompt', 'unknown-queue', 'unknown-hours', 'unknown-variable'] as const
const isOurs = (code: FlowFaultCode): code is (typeof OURS)[number] => OURS.some((ours) => ours === code)

/** The node to look at for a finding; a prompt's is the first that speaks it. */
export function nodeOfFinding(flow: FlowFile, { path, node }: FlowFinding): string | null {
  if (node !== null) return node
  if (path[0] !== 'prompts') return null
  return Object.entries(flow.nodes).find(([, spoken]) => promptsOf(spoken).includes(String(path[1])))?.[0] ?? null
}

/** What a finding says to a person, with the exit that it is about. */
export function useFindingWords(flow: FlowFile, words: FlowWords): (finding: FlowFinding) => string {
  const { t } = useTranslation()
  const language = useLanguage()
  return (finding) => {
    const { path, code } = finding
    const node = finding.node === null ? undefined : flow.nodes[finding.node]
    const sentence = isOurs(code) ? t(`flows.fault.${code}`) : finding.message[language]
    if (code === 'unknown-node' && path[0] !== 'nodes') return t(path[0] === 'start' ? 'flows.fault.noStart' : 'flows.fault.noMain')
    if (code === 'unknown-node' && node) return `${words.exit(node, exitAt(path, node.kind === 'branch' ? node.cases.map(({ begins }) => begins) : []))}: ${sentence}`
    if (path[0] === 'prompts' && path.length > 1) return `${sentence} ${quoted(flow, String(path[1]), language)}`.trim()
    return sentence
  }
}

function exitAt(path: FlowFinding['path'], cases: readonly string[]): string {
  if (path[2] === 'choices') return String(path[3])
  return path[2] === 'cases' ? (cases[Number(path[3])] ?? '') : String(path[2])
}

function quoted(flow: FlowFile, prompt: string, language: Language): string {
  const texts = flow.prompts[prompt]
  const text = texts ? plainText(texts[language]) || plainText(texts.vi) || plainText(texts.en) : ''
  return text && `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`
}
