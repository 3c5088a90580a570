// The part of electron-installer-debian that is used here; it brings no types.
declare module 'electron-installer-debian' {
  export class Installer {
    constructor(options: Readonly<Record<string, unknown>>)
    readonly stagingDir: string
    /** The package's `/usr`, seen from `stagingDir`. */
    readonly baseAppDir: string
    readonly options: { readonly packagePaths: string[] }
    /** Names of the methods that fill the package. */
    get contentFunctions(): string[]
    generateDefaults(): Promise<unknown>
    generateOptions(): unknown
    createStagingDir(): Promise<void>
    createContents(): Promise<unknown>
    createPackage(): Promise<void>
    movePackage(): Promise<void>
  }
}
