; The installer for Windows (Inno Setup 6). build.py runs: iscc /DVersion=… /DSource=… /O… /F… newsdesk.iss
; Installs for this reader without asking for rights, or for everybody when started with them. Uninstalling takes the
; program away and leaves the profile, which lies in the reader's own folders and is not named here.

[Setup]
AppId={{6E0B4C0E-6C8F-4F0B-9C53-4B1C5F0C7A21}
AppName=Newsdesk
AppVersion={#Version}
AppPublisher=The newsdesk project
DefaultDirName={autopf}\Newsdesk
DefaultGroupName=Newsdesk
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=..\..\LICENSE
UninstallDisplayIcon={app}\newsdesk-window.exe
ChangesAssociations=yes
ChangesEnvironment=yes
Compression=lzma2/max
SolidCompression=yes
CloseApplications=yes

[Languages]
Name: "ar"; MessagesFile: "compiler:Languages\Arabic.isl"
Name: "en"; MessagesFile: "compiler:Default.isl"

[CustomMessages]
ar.ProgramName=غرفة الأخبار
en.ProgramName=Newsdesk
ar.Bookmarks=المحفوظات
en.Bookmarks=Bookmarks
ar.SyncNow=تحديث الأخبار الآن
en.SyncNow=Sync now
ar.TaskFiles=فتح الخلاصات وقوائم المصادر (rss, atom, opml) وعناوين feed: بها
en.TaskFiles=Open feeds and lists of feeds (rss, atom, opml) and feed: addresses with it
ar.TaskPath=إتاحة الأمر newsdesk في سطر الأوامر
en.TaskPath=Make the command newsdesk available on the command line
ar.TaskLogin=فتحها عند الدخول
en.TaskLogin=Open it when I log in

[Tasks]
Name: "files"; Description: "{cm:TaskFiles}"
Name: "path"; Description: "{cm:TaskPath}"
Name: "login"; Description: "{cm:TaskLogin}"; Flags: unchecked

[InstallDelete]
; What an older version had and this one does not.
Type: filesandordirs; Name: "{app}\_internal"
Type: filesandordirs; Name: "{app}\licences"

[Files]
Source: "{#Source}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{group}\{cm:ProgramName}"; Filename: "{app}\newsdesk-window.exe"
Name: "{group}\{cm:Bookmarks}"; Filename: "{app}\newsdesk-window.exe"; Parameters: "--shelf bookmarks"
Name: "{group}\{cm:SyncNow}"; Filename: "{app}\newsdesk.exe"; Parameters: "sync"
Name: "{userstartup}\{cm:ProgramName}"; Filename: "{app}\newsdesk-window.exe"; Tasks: login

[Registry]
Root: HKA; Subkey: "Software\Classes\newsdesk.feed"; ValueType: string; ValueData: "News feed"; Flags: uninsdeletekey; Tasks: files
Root: HKA; Subkey: "Software\Classes\newsdesk.feed\DefaultIcon"; ValueType: string; ValueData: "{app}\newsdesk-window.exe,0"; Tasks: files
Root: HKA; Subkey: "Software\Classes\newsdesk.feed\shell\open\command"; ValueType: string; ValueData: """{app}\newsdesk-window.exe"" ""%1"""; Tasks: files
Root: HKA; Subkey: "Software\Classes\.rss\OpenWithProgids"; ValueType: string; ValueName: "newsdesk.feed"; ValueData: ""; Flags: uninsdeletevalue; Tasks: files
Root: HKA; Subkey: "Software\Classes\.atom\OpenWithProgids"; ValueType: string; ValueName: "newsdesk.feed"; ValueData: ""; Flags: uninsdeletevalue; Tasks: files
Root: HKA; Subkey: "Software\Classes\.opml\OpenWithProgids"; ValueType: string; ValueName: "newsdesk.feed"; ValueData: ""; Flags: uninsdeletevalue; Tasks: files
Root: HKA; Subkey: "Software\Newsdesk\Capabilities"; ValueType: string; ValueName: "ApplicationName"; ValueData: "Newsdesk"; Flags: uninsdeletekey; Tasks: files
Root: HKA; Subkey: "Software\Newsdesk\Capabilities\URLAssociations"; ValueType: string; ValueName: "feed"; ValueData: "newsdesk.feed"; Tasks: files
Root: HKA; Subkey: "Software\RegisteredApplications"; ValueType: string; ValueName: "Newsdesk"; ValueData: "Software\Newsdesk\Capabilities"; Flags: uninsdeletevalue; Tasks: files
Root: HKA; Subkey: "Software\Classes\feed"; ValueType: string; ValueData: "URL:feed"; Flags: createvalueifdoesntexist; Tasks: files
Root: HKA; Subkey: "Software\Classes\feed"; ValueType: string; ValueName: "URL Protocol"; ValueData: ""; Flags: createvalueifdoesntexist; Tasks: files
Root: HKA; Subkey: "Software\Classes\feed\shell\open\command"; ValueType: string; ValueData: """{app}\newsdesk-window.exe"" ""%1"""; Flags: createvalueifdoesntexist; Tasks: files
Root: HKCU; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; ValueData: "{olddata};{app}"; Check: IsNotOnPath; Tasks: path

[Run]
Filename: "{app}\newsdesk-window.exe"; Description: "{cm:LaunchProgram,{cm:ProgramName}}"; Flags: nowait postinstall skipifsilent

[Code]
function PathOfReader(): String;
begin
  if not RegQueryStringValue(HKCU, 'Environment', 'Path', Result) then
    Result := '';
end;

function IsNotOnPath(): Boolean;
begin
  Result := Pos(';' + Lowercase(ExpandConstant('{app}')) + ';', ';' + Lowercase(PathOfReader()) + ';') = 0;
end;

procedure CurUninstallStepChanged(Step: TUninstallStep);
var
  Path, Ours: String;
begin
  if Step <> usPostUninstall then
    Exit;
  Path := ';' + PathOfReader() + ';';
  Ours := ';' + ExpandConstant('{app}') + ';';
  if Pos(Ours, Path) = 0 then
    Exit;
  StringChangeEx(Path, Ours, ';', True);
  while (Length(Path) > 0) and (Path[1] = ';') do
    Delete(Path, 1, 1);
  while (Length(Path) > 0) and (Path[Length(Path)] = ';') do
    Delete(Path, Length(Path), 1);
  RegWriteExpandStringValue(HKCU, 'Environment', 'Path', Path);
end;
