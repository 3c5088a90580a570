// Menu: keeps the template, so that specs can look at it and click in it. Nothing is drawn.

interface MenuItem {
  readonly label?: string
  readonly role?: string
  readonly type?: string
  readonly enabled?: boolean
  readonly submenu?: readonly MenuItem[] | Menu
  click?(): void
}

export class Menu {
  static #application: Menu | null = null
  readonly items: readonly MenuItem[]

  private constructor(items: readonly MenuItem[]) {
    this.items = items
  }

  static buildFromTemplate(template: readonly MenuItem[]): Menu {
    for (const item of template)
      if (item.label === undefined && item.role === undefined && item.type === undefined)
        throw new Error('Invalid template for MenuItem: must have at least one of label, role or type')
    return new Menu(
      template.map((item) =>
        Array.isArray(item.submenu) ? { ...item, submenu: new Menu(item.submenu) } : item,
      ),
    )
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#application
  }
}
