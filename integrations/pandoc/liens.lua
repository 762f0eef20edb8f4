-- A reader and a writer for Pandoc, by the program `liens`, which must be on the PATH, or named by the variable LIENS.
--
--   pandoc -f liens.lua page.html -o page.docx       a printed page in, with every link in its place
--   pandoc -t liens.lua post.md -o post.print.html   any document out, for paper: links numbered and listed
--
-- README.md beside this file says more. For Pandoc 2.17 and later, also 3.

local program = os.getenv('LIENS') or 'liens'
local is_pandoc_3 = PANDOC_VERSION >= '3'

-- Pandoc only reads documents of its own API version, of which the first two numbers count.
local api = tostring(PANDOC_API_VERSION):match('^%d+%.%d+')

local function run(arguments, input)
  table.insert(arguments, 1, 'convert')
  table.insert(arguments, '-')
  return pandoc.pipe(program, arguments, input)
end

-- Reading ------------------------------------------------------------------------------------------------------------

local function contents_of(path)
  local file = io.open(path, 'rb')
  if not file then return nil end
  local contents = file:read('a')
  file:close()
  return contents
end

-- The path below the page's folder that a URL would have if the page lay at its source URL; nothing for others.
local function path_below(source, url)
  local folder = source:match('^%a[%w+.-]*://[^?#]*/')
  if not folder or url:sub(1, #folder) ~= folder then return nil end
  local path = url:sub(#folder + 1):gsub('[?#].*', ''):gsub('%%(%x%x)', function(hex)
    return string.char(tonumber(hex, 16))
  end)
  local leads_out = path == '' or path:find('^/') or ('/' .. path .. '/'):find('/../', 1, true) or path:find('[\\\0]')
  return not leads_out and path or nil
end

-- Images that were saved beside the page are taken from there, under the names that they have there. liens has made
-- their addresses absolute by the source line, since that is where they lead.
local function with_saved_images(doc)
  local page = PANDOC_STATE.input_files[1]
  if not page or page == '-' then return doc end
  local folder = page:match('^(.*[/\\])') or ''
  local source = PANDOC_STATE.source_url or pandoc.utils.stringify(doc.meta.source or '')
  return doc:walk({
    Image = function(image)
      local path = path_below(source, image.src)
      local contents = path and contents_of(folder .. path)
      if not contents then return nil end
      pandoc.mediabag.insert(path, nil, contents)
      image.src = path
      return image
    end,
  })
end

-- Reads bytes in any encoding and in any format that liens knows.
local function read(bytes)
  local arguments = { '--to', 'pandoc', '--pandoc-api', api }
  if PANDOC_STATE.source_url then
    table.insert(arguments, '--base-url')
    table.insert(arguments, PANDOC_STATE.source_url)
  end
  return with_saved_images(pandoc.read(run(arguments, bytes), 'json'))
end

if is_pandoc_3 then
  function ByteStringReader(input)
    return read(input)
  end
else
  -- Pandoc 2 has decoded its files already, and not always well, so they are read once more.
  function Reader(sources)
    local parts = {}
    for index, source in ipairs(sources) do
      parts[index] = source.name ~= '' and contents_of(source.name) or source.text
    end
    return read(table.concat(parts, '\n'))
  end
end

-- Writing ------------------------------------------------------------------------------------------------------------

-- A document for paper: as text where the name of the output says so, else as a web page. The document's metadata can
-- say its URL, for the source line and for relative links.
local function write(doc)
  local output = PANDOC_STATE.output_file or ''
  local format = output:match('%.te?xt$') and 'print-text' or 'print-html'
  local arguments = { '--from', 'pandoc', '--to', format, '--number', '--quiet' }
  local url = doc.meta['source-url']
  if url then
    table.insert(arguments, '--source-url')
    table.insert(arguments, pandoc.utils.stringify(url))
  end
  return run(arguments, pandoc.write(doc, 'json'))
end

if is_pandoc_3 then
  Writer = write

  -- With or without --standalone it is a whole page.
  function Template()
    return '$body$'
  end
else
  -- Pandoc 2 calls a function for each element, of which only the last counts.
  function Doc()
    return write(PANDOC_DOCUMENT)
  end

  setmetatable(_G, {
    __index = function(_, name)
      return name:match('^%u%l') and function() return '' end or nil
    end,
  })
end
