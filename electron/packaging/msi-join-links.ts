// Join links in an MSI: electron-builder registers file types there and no links, and lets one change its WiX project.

const END_OF_FILES = '</ComponentGroup>'

/** For all accounts, as the installer itself; WiX knows the app as `mainExecutable`. */
const COMPONENT = `  <Component Id="joinLinks" Guid="A17587C0-F901-43B9-B0A3-A6DDEBED563F">
        <RegistryKey Root="HKLM" Key="Software\\Classes\\neatwork">
          <RegistryValue Type="string" Value="URL:Neatwork join link" KeyPath="yes"/>
          <RegistryValue Name="URL Protocol" Type="string" Value=""/>
          <RegistryKey Key="shell\\open\\command">
            <RegistryValue Type="string" Value="&quot;[#mainExecutable]&quot; &quot;%1&quot;"/>
          </RegistryKey>
        </RegistryKey>
      </Component>
    `

/** The project `wxs` with `neatwork://`. Throws where electron-builder's project is no longer the one that is known here. */
export function withJoinLinks(wxs: string): string {
  if (wxs.split(END_OF_FILES).length !== 2 || !wxs.includes('Id="mainExecutable"')) {
    throw new Error(
      "electron-builder's project for WiX has changed: join links can't be registered in the MSI.",
    )
  }
  return wxs.replace(END_OF_FILES, () => `${COMPONENT}${END_OF_FILES}`)
}
