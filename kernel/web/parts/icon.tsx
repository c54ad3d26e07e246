import {
  ArrowLeftRight, Bell, Box, Briefcase, Building, Building2, CalendarDays, ChartColumn, CircleDollarSign, ClipboardList, ContactRound, FileText,
  Filter, FolderTree, Gauge, Gift, GitCommitHorizontal, Globe, Handshake, Headphones, History, House, Inbox, KeyRound, Layers, List, ListOrdered, ListRestart,
  type LucideIcon, Mail, MapPin, Megaphone, MessageSquare, Network, Package, Phone, Receipt, ScrollText, Settings, Shield, ShoppingCart, Sprout, SquareCheck, SquareKanban, Star,
  StickyNote, Tag, Target, Trash2, Truck, Upload, UserRound, UsersRound, Wallet, Waves, Wrench, Zap,
} from 'lucide-react'

/** Icons an object or a menu entry may name, by their Lucide names. A new name is one line here, so that only drawn icons are shipped. */
const icons: Readonly<Record<string, LucideIcon>> = {
  'arrow-left-right': ArrowLeftRight,
  bell: Bell,
  box: Box,
  briefcase: Briefcase,
  building: Building,
  'building-2': Building2,
  'calendar-days': CalendarDays,
  'chart-column': ChartColumn,
  'circle-dollar-sign': CircleDollarSign,
  'clipboard-list': ClipboardList,
  'contact-round': ContactRound,
  'file-text': FileText,
  filter: Filter,
  'folder-tree': FolderTree,
  gauge: Gauge,
  gift: Gift,
  'git-commit-horizontal': GitCommitHorizontal,
  globe: Globe,
  handshake: Handshake,
  headphones: Headphones,
  history: History,
  house: House,
  inbox: Inbox,
  'key-round': KeyRound,
  layers: Layers,
  list: List,
  'list-ordered': ListOrdered,
  'list-restart': ListRestart,
  mail: Mail,
  'map-pin': MapPin,
  megaphone: Megaphone,
  'message-square': MessageSquare,
  network: Network,
  package: Package,
  phone: Phone,
  receipt: Receipt,
  'scroll-text': ScrollText,
  settings: Settings,
  shield: Shield,
  'shopping-cart': ShoppingCart,
  sprout: Sprout,
  'square-check': SquareCheck,
  'square-kanban': SquareKanban,
  star: Star,
  'sticky-note': StickyNote,
  tag: Tag,
  target: Target,
  'trash-2': Trash2,
  truck: Truck,
  upload: Upload,
  'user-round': UserRound,
  'users-round': UsersRound,
  wallet: Wallet,
  waves: Waves,
  wrench: Wrench,
  zap: Zap,
}

/** A quiet line icon by name; a box for a name that is not in the list. Decorative: the word beside it says the same. */
export function Icon({ name, size = 16 }: Readonly<{ name: string; size?: number }>) {
  const Drawn = icons[name] ?? Box
  return <Drawn size={size} strokeWidth={1.5} aria-hidden="true" className="zk-icon" />
}

/** Objects about people have round pictures, all others square ones. */
export const isAboutPeople = (icon: string): boolean => icon === 'user-round' || icon === 'users-round' || icon === 'contact-round'
