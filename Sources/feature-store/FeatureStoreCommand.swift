import ArgumentParser

/// The program: one command a file.
@main
struct FeatureStoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feature-store", abstract: "The manifest of computed features, and its monitoring.",
        subcommands: [Serve.self, Migrate.self, LoadTestCommand.self])
}
