export { checkFlow, type CheckedFlow, type FlowFaultCode, type FlowFinding, type FlowPath, type FlowWorld } from './check-flow.js'
export { decide } from './decide.js'
export { exitsOf, promptsOf, QUEUE_EXITS, speechOf, variablesSetBy, type Flow, type FlowExit } from './flow.js'
export {
  AGAIN,
  FLOW_LANGUAGES,
  FLOW_NODE_KINDS,
  FlowFile,
  VALUE_KINDS,
  type FlowLanguage,
  type FlowNode,
  type FlowNodeKind,
  PromptText,
  type SpokenVariable,
} from './flow-schema.js'
export { beginFlow, readFlowState, RETURN_REASONS, type Decision, type FlowEffect, type FlowEvent, type FlowState, type Note, type Question, type ReturnReason, type Speech, type ValueKind } from './flow-state.js'
export { transferTarget } from './leaving.js'
export { spokenParts } from './spoken-parts.js'
export { parseFlow, type FlowFault, type ParsedFlow } from './parse-flow.js'
