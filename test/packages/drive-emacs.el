;; Opens the sample's rules, and prints what the language server shows, offers and fixes, as JSON.
(require 'json)
(setq eglot-sync-connect t eglot-connect-timeout 30 eglot-send-changes-idle-time 0.01)

(defun wait-for (what)
  "Returns what the function gives as soon as it gives anything; fails after 20 seconds."
  (let ((end (+ (float-time) 20)) found)
    (while (and (not (setq found (funcall what))) (< (float-time) end))
      (accept-process-output nil 0.1))
    (or found (error "Nothing came"))))

(defun line-text () (buffer-substring-no-properties (line-beginning-position) (line-end-position)))

(find-file "rules/20-shells.yaml")
;; In a batch nothing calls what `eglot-ensure` has put off.
(apply #'eglot (eglot--guess-contact))
(flymake-start)

(let* ((wrong (wait-for (lambda ()
                          (seq-find (lambda (one) (string-match-p "proc.nmae" (flymake-diagnostic-text one)))
                                    (flymake-diagnostics)))))
       (line (line-number-at-pos (flymake-diagnostic-beg wrong)))
       offered)
  (goto-char (point-min))
  (forward-line 8)
  (end-of-line)
  (let ((before (point)))
    (insert " and proc.is_exe_up")
    (eglot--signal-textDocument/didChange)
    (pcase-let ((`(,start ,end ,table . ,_) (eglot-completion-at-point)))
      (let* ((typed (buffer-substring-no-properties start end))
             (found (completion-all-completions typed table nil (length typed) (completion-metadata typed table nil))))
        (when found (setcdr (last found) nil))
        (setq offered (mapcar #'substring-no-properties found))))
    (delete-region before (point))
    (eglot--signal-textDocument/didChange))
  (goto-char (flymake-diagnostic-beg wrong))
  ;; Of the actions that are offered, the one with this title is chosen.
  (cl-letf ((last-nonmenu-event t)
            ((symbol-function 'completing-read)
             (lambda (_prompt titles &rest _)
               (seq-find (lambda (title) (string-match-p "Replace with .proc.name." title))
                         (mapcar (lambda (one) (if (consp one) (car one) one)) titles)))))
    (eglot-code-actions (point) nil nil t))
  (wait-for (lambda () (not (string-match-p "nmae" (line-text)))))
  (princ (json-encode (list :problem (flymake-diagnostic-text wrong) :problemLine line
                            :offered (vconcat offered) :fixed (line-text)))))
(set-buffer-modified-p nil)
