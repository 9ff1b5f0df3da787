import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { useWarningCount } from './warning-queries.js'

/** How many tickets need a look by whoever is signed in; nothing when there are none. */
export function WarningCount() {
  const { t } = useTranslation()
  const { data } = useWarningCount()
  if (!data || data.count === 0) return null
  return (
    <Badge size="sm" color="red" variant="filled" circle={data.count < 10} ml={6} style={{ display: 'inline-grid', verticalAlign: 'middle' }} aria-label={t('warnings.count', { count: data.count })} data-testid="warning-count">
      {data.count > 99 ? '99+' : data.count}
    </Badge>
  )
}

/** The count where there is no room for the page's name; no link without a count. */
export function WarningLink() {
  const { data } = useWarningCount()
  if (!data || data.count === 0) return null
  return (
    <NavLink to="/warnings">
      <WarningCount />
    </NavLink>
  )
}
