import PlumblineTool

SpecTool.main(checkout)
