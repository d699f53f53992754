/// The templates as they are in this folder, compiled into the generator as its defaults.
package let defaultTemplates: [String: [UInt8]] = [
    "swift_header": PackageResources.swift_header_mustache,
    "yaml_header": PackageResources.yaml_header_mustache,
]
