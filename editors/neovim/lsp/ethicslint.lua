-- For Neovim 0.11 and newer. With this folder in 'runtimepath': vim.lsp.enable("ethicslint")
return {
  cmd = { "ethicslint", "lsp", "--stdio" },
  filetypes = { "markdown", "mdx", "text" },
  root_markers = { ".ethicslint.yaml", "pyproject.toml", ".git" },
}
