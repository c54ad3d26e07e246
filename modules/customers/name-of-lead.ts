/** Who a lead is; where nobody was named, its company. */
export const nameOfLead = ({ name, company }: Readonly<{ name: string | null; company: string | null }>): string => name ?? company ?? ''
