import { type Editor, EditorContent, useEditor, useEditorState } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { Bold, Italic, Link2, List, ListOrdered, type LucideIcon, Quote, Strikethrough } from 'lucide-react'
import type { InputProps } from '../../../web/fields/web-field-type.ts'
import { useTexts } from '../../../web/i18n/texts.ts'
import { isCommand } from '../../../web/parts/keys.ts'

type Tool = Readonly<{ name: string; icon: LucideIcon; run(editor: Editor): void }>

function toggleLink(editor: Editor): void {
  if (editor.isActive('link')) {
    editor.chain().focus().unsetLink().run()
    return
  }
  const { from, to } = editor.state.selection
  const text = editor.state.doc.textBetween(from, to).trim()
  if (/^(https?:\/\/|www\.)\S+$/i.test(text))
    editor
      .chain()
      .focus()
      .setLink({ href: text.startsWith('www.') ? `https://${text}` : text })
      .run()
}

const tools: readonly Tool[] = [
  { name: 'bold', icon: Bold, run: (editor) => editor.chain().focus().toggleBold().run() },
  { name: 'italic', icon: Italic, run: (editor) => editor.chain().focus().toggleItalic().run() },
  { name: 'strike', icon: Strikethrough, run: (editor) => editor.chain().focus().toggleStrike().run() },
  { name: 'bulletList', icon: List, run: (editor) => editor.chain().focus().toggleBulletList().run() },
  { name: 'orderedList', icon: ListOrdered, run: (editor) => editor.chain().focus().toggleOrderedList().run() },
  { name: 'blockquote', icon: Quote, run: (editor) => editor.chain().focus().toggleBlockquote().run() },
  { name: 'link', icon: Link2, run: toggleLink },
]

function Tools({ editor }: Readonly<{ editor: Editor }>) {
  const say = useTexts()
  const active = useEditorState({ editor, selector: ({ editor: now }) => tools.map(({ name }) => now.isActive(name)) })
  return (
    <div className="zk-editor-tools" role="toolbar" aria-label={say('field.rich.tools')}>
      {tools.map(({ name, icon: Sign, run }, i) => (
        <button
          key={name}
          type="button"
          className="zk-plain-button"
          aria-pressed={active[i] ?? false}
          aria-label={say(`field.rich.${name}`)}
          title={say(`field.rich.${name}`)}
          onClick={() => run(editor)}
        >
          <Sign size={15} strokeWidth={1.5} aria-hidden="true" />
        </button>
      ))}
    </div>
  )
}

/** Formatted text. Loaded with the first field of this kind. */
export function RichTextEditor({ value, onChange, onDone, status, id, autoFocus, disabled, typed, ...rest }: InputProps) {
  const label = rest['aria-label'] ?? rest.field.label
  const editor = useEditor({
    extensions: [
      StarterKit.configure({ heading: { levels: [2, 3] }, link: { openOnClick: false, protocols: ['http', 'https', 'mailto', 'tel'] } }),
    ],
    content: typed ?? (value as string | null) ?? '',
    editable: !disabled,
    // Its styles stand in fields.css: the content security policy lets no element of style in.
    injectCSS: false,
    autofocus: autoFocus ? 'end' : false,
    editorProps: {
      attributes: { class: 'zk-rich', role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, ...(id ? { id } : {}) },
      handleKeyDown: (_view, event) => {
        if (event.key !== 'Enter' || !isCommand(event) || !onDone) return false
        onDone()
        return true
      },
    },
    onUpdate: ({ editor: now }) => onChange(now.isEmpty ? null : now.getHTML()),
  })
  return (
    <div className={`zk-editor${status === 'error' ? ' zk-editor-error' : ''}`}>
      {editor && <Tools editor={editor} />}
      <EditorContent editor={editor} />
    </div>
  )
}
