import type { industries } from '#objects/customers'

export type Trade = Readonly<{ chinese: string; english: string; industry: (typeof industries)[number]; weight: number }>

const trade = (chinese: string, english: string, industry: Trade['industry'], weight: number): Trade => ({
  chinese,
  english,
  industry,
  weight,
})

/** What customers of warehouse software do for a living; stands behind the short name of the firm. */
export const trades: readonly Trade[] = [
  trade('物流', 'Logistics', 'logistics', 10),
  trade('供应链', 'Supply Chain', 'logistics', 8),
  trade('冷链', 'Cold Chain', 'logistics', 4),
  trade('国际货代', 'Forwarding', 'logistics', 3),
  trade('仓储', 'Warehousing', 'logistics', 4),
  trade('电子', 'Electronics', 'electronics', 7),
  trade('半导体', 'Semiconductor', 'electronics', 2),
  trade('汽车零部件', 'Auto Parts', 'automotive', 5),
  trade('精密制造', 'Precision', 'manufacturing', 5),
  trade('机电', 'Electric', 'machinery', 4),
  trade('重工', 'Heavy Industry', 'machinery', 2),
  trade('新材料', 'Materials', 'chemicals', 4),
  trade('化工', 'Chemicals', 'chemicals', 3),
  trade('食品', 'Foods', 'food', 6),
  trade('乳业', 'Dairy', 'food', 2),
  trade('粮油', 'Grain & Oil', 'food', 2),
  trade('茶业', 'Tea', 'food', 2),
  trade('医药', 'Pharma', 'medical', 5),
  trade('医疗器械', 'Medical Devices', 'medical', 3),
  trade('超市', 'Supermarkets', 'retail', 3),
  trade('家居', 'Home', 'retail', 4),
  trade('母婴', 'Baby Care', 'retail', 2),
  trade('商贸', 'Trading', 'wholesale', 6),
  trade('电商', 'E-commerce', 'ecommerce', 5),
  trade('服饰', 'Apparel', 'textiles', 4),
  trade('纺织', 'Textile', 'textiles', 2),
  trade('建材', 'Building Materials', 'construction', 3),
  trade('能源', 'Energy', 'energy', 2),
  trade('酒店', 'Hotels', 'hospitality', 2),
  trade('农业', 'Agriculture', 'agriculture', 2),
  trade('科技', 'Technology', 'technology', 4),
  trade('图书', 'Books', 'entertainment', 1),
]
