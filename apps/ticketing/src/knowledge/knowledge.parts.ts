import { ArticleKeepingController } from './article-keeping.controller.js'
import { ArticleKeeping } from './article-keeping.service.js'
import { ArticleSending } from './article-sending.service.js'
import { ArticleUses } from './article-uses.service.js'
import { ArticlesController } from './articles.controller.js'
import { ArticlesService } from './articles.service.js'
import { KnowledgeIndex } from './knowledge-index.js'
import { ProceduresController } from './procedures.controller.js'

export const KNOWLEDGE_CONTROLLERS = [ArticlesController, ArticleKeepingController, ProceduresController]
export const KNOWLEDGE_PROVIDERS = [KnowledgeIndex, ArticlesService, ArticleKeeping, ArticleUses, ArticleSending]
