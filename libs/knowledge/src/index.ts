export { articleChanges } from './article-changes.js'
export { ArticleIndex, type FoundArticle } from './article-index.js'
export { spokenArticle, writtenArticle, shortArticle, type ArticleLabels } from './article-texts.js'
