/// The templates as they are in this folder, compiled into the generator as its defaults.
package let defaultTemplates: [String: [UInt8]] = [
    "guide.md": PackageResources.guide_md_mustache,
    "runbook.md": PackageResources.runbook_md_mustache,
    "runbook_index.md": PackageResources.runbook_index_md_mustache,
    "swift_header": PackageResources.swift_header_mustache,
    "yaml_header": PackageResources.yaml_header_mustache,
]
