import PlumblineTool

SpecTool.main(featureStore)
