;;; ethicslint.el --- Check articles with eglot while they are written  -*- lexical-binding: t -*-

;;; Commentary:
;; Needs eglot: part of Emacs 29, and in the package archives for older ones.
;; (require 'ethicslint) in the init file, with this folder in `load-path'.

;;; Code:

(require 'eglot)

(add-to-list 'eglot-server-programs
             '((markdown-mode gfm-mode (text-mode :language-id "plaintext"))
               . ("ethicslint" "lsp" "--stdio")))

(defun ethicslint-ensure ()
  "Start ethicslint for an article: Markdown, MDX, or a plain text file."
  (when (and buffer-file-name
             (string-match-p "\\.\\(?:md\\|markdown\\|mdx\\|txt\\)\\'" buffer-file-name))
    (eglot-ensure)))

;; markdown-mode comes from the package archives. Without it Markdown is plain text; `ethicslint' tells it by the ending.
(if (locate-library "markdown-mode")
    (add-to-list 'auto-mode-alist '("\\.mdx\\'" . markdown-mode))
  (add-to-list 'auto-mode-alist '("\\.\\(?:md\\|markdown\\|mdx\\)\\'" . text-mode)))

(add-hook 'text-mode-hook #'ethicslint-ensure)

(provide 'ethicslint)
;;; ethicslint.el ends here
