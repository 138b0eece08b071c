-- For Neovim 0.7 to 0.10. With this folder in 'runtimepath': require("ethicslint").setup()
-- Neovim 0.11 and newer need nothing of this: see lsp/ethicslint.lua beside it.

local M = {}

local config = dofile(vim.fn.fnamemodify(debug.getinfo(1, "S").source:sub(2), ":p:h:h") .. "/lsp/ethicslint.lua")

-- The nearest folder above an article that has one of the markers, or else the article's own.
local function root_of(file)
  local start = vim.fn.fnamemodify(file, ":p:h")
  local folder = start
  while true do
    for _, marker in ipairs(config.root_markers) do
      if vim.loop.fs_stat(folder .. "/" .. marker) then
        return folder
      end
    end
    local above = vim.fn.fnamemodify(folder, ":h")
    if above == folder then
      return start
    end
    folder = above
  end
end

-- One server for each root.
local clients = {}

local function attach(buffer)
  local root = root_of(vim.api.nvim_buf_get_name(buffer))
  if not clients[root] then
    clients[root] = vim.lsp.start_client({
      name = "ethicslint",
      cmd = config.cmd,
      root_dir = root,
      on_exit = function()
        clients[root] = nil
      end,
    })
  end
  if clients[root] then
    vim.lsp.buf_attach_client(buffer, clients[root])
  end
end

--- Check articles while they are written. `options.cmd` is the command, if it is not `ethicslint lsp --stdio`.
function M.setup(options)
  config = vim.tbl_extend("force", config, options or {})
  vim.api.nvim_create_autocmd("FileType", {
    group = vim.api.nvim_create_augroup("ethicslint", {}),
    pattern = config.filetypes,
    callback = function(event)
      if vim.bo[event.buf].buftype == "" then
        attach(event.buf)
      end
    end,
  })
end

return M
